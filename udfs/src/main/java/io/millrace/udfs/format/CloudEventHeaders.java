package io.millrace.udfs.format;

import java.util.Map;

/** The attributes of a CloudEvent in Kafka headers ({@code ce_NAME}): the binary mode. */
final class CloudEventHeaders {
  static final String PREFIX = "ce_";
  static final String VERSION = "1.0";

  private CloudEventHeaders() {}

  /** Passes what is no CloudEvent, and what is one and has all that version 1.0 requires. */
  static void check(Map<String, String> headers) throws RefusedException {
    String version = headers.get("ce_specversion");
    if (version == null) {
      return;
    }
    if (!version.equals(VERSION)) {
      throw refused("ce_specversion", "Version '" + version + "' is not " + VERSION);
    }
    required(headers, "ce_id");
    required(headers, "ce_source");
    required(headers, "ce_type");
  }

  static RefusedException refused(String path, String reason) {
    return new RefusedException(RefusalCode.MALFORMED_CLOUDEVENT, path, reason);
  }

  private static void required(Map<String, String> headers, String name) throws RefusedException {
    if (headers.getOrDefault(name, "").isEmpty()) {
      throw refused(name, "A CloudEvent must have '" + name + "'");
    }
  }
}
