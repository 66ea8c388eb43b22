import "../ui/page";
