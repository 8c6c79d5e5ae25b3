package io.millrace.local.demo.machine;

import java.util.Locale;

/** Device ids from the names that the operating system gives. */
final class DeviceNames {
  private DeviceNames() {}

  /** {@code PREFIX-name}, in lower case, with anything unusual as a hyphen. */
  static String id(String prefix, String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._]+", "-").replaceAll("^-+|-+$", "");
    return prefix + "-" + (plain.isEmpty() ? "unnamed" : plain);
  }
}
