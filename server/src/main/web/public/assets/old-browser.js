/* Only browsers without module scripts run this: they see why nothing else appears. */
document.addEventListener("DOMContentLoaded", function () {
  document.getElementById("old").removeAttribute("hidden");
});
