package io.millrace.bench.objectify;

import java.util.Locale;

/** Who keeps the state of objects. */
enum Keeper {
  /** The operator of the objectify job. */
  OBJECTIFY,

  /** One read and one write of a number. */
  BARE,

  /** One read and one write of what was said last, whole. */
  BARE_OBJECT;

  /** For people. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
