/* Wagtail's date picker writes today into a field that it cannot read, as soon as the field is left.
   Here what was typed stays, and the form names the mistake. Its mark on the chosen day reads dates
   in the American way alone; the picker's own mark is right. It opens a tenth of a second after the
   field was reached: not any more where that was left meanwhile. */
const { datetimepicker } = window.jQuery.fn;

window.jQuery.fn.datetimepicker = function picker(options, ...rest) {
  if (typeof options === "string") return datetimepicker.call(this, options, ...rest);
  this.on("blur", () => datetimepicker.call(this, "hide"));
  const ours = { validateOnBlur: false, onGenerate() {}, onShow: (_time, field) => field.is(":focus") };
  return datetimepicker.call(this, { ...options, ...ours }, ...rest);
};
Object.assign(window.jQuery.fn.datetimepicker, datetimepicker);
