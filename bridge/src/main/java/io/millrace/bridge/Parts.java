package io.millrace.bridge;

import io.millrace.bridge.option.OptionValues;
import java.util.List;

/** Which parts these settings ask for, in the order of their start. */
final class Parts {
  private Parts() {}

  static List<Part> of(OptionValues values) {
    return List.of();
  }
}
