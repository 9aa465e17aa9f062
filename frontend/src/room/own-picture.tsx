import { useEffect, useRef } from "preact/hooks";

/** Our own camera as the hall would see it (never mirrored: the banner must be readable). */
export function OwnPicture({ track, none }: { track: MediaStreamTrack | undefined; none: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = track ? new MediaStream([track]) : null;
    if (track) {
      element.play().catch(() => {
        // Replaced before it began: the next effect plays the new one.
      });
    }
  }, [track]);
  return (
    <>
      <video ref={video} class="own-video" muted playsInline hidden={!track} />
      {!track && <span class="own-none">{none}</span>}
    </>
  );
}
