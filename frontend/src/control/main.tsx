import "../shared/ui/live.css";
