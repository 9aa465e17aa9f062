from pathlib import Path
from nhipcau.documents.intake.assemble import read_text
def read_bytes(data, filename): return read_text(data.decode("utf-8-sig"))
def read_file(path): return read_bytes(Path(path).read_bytes(), str(path))
