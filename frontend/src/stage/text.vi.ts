/** All words of the stage page. English: text.en.ts, with the same keys. */
export const vietnamese = {
  soon: "Hội nghị sẽ bắt đầu trong ít phút. Đề nghị các điểm cầu giữ nguyên kết nối.",
  hold: "Hội nghị sẽ tiếp tục trong ít phút. Đề nghị các điểm cầu giữ nguyên kết nối.",
  ended: "Hội nghị đã kết thúc. Xin cảm ơn các đồng chí.",
  recovering: "Đang nối lại với phòng điều khiển",
  refused: "Trang này không còn hiệu lực. Mở lại từ trang hội nghị.",
  pictureComing: "đang chờ hình",
} as const;
