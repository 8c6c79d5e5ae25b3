package io.millrace.service.stack;

/** Documents that tests put. */
public final class Documents {
  private Documents() {}

  public static String rule(String id, String condition) {
    return rule(id, "machine", condition);
  }

  public static String rule(String id, String objectType, String condition) {
    return """
        {"id":"%s","kind":"threshold","objectType":"%s","condition":"%s"}"""
        .formatted(id, objectType, condition);
  }

  /** A mapping that makes one property of type double. */
  public static String mapping(String id, String objectType, String property) {
    return """
        {"id":"%s","objectType":"%s","fields":{"%s":{"expression":"payload.v","type":"double"}}}"""
        .formatted(id, objectType, property);
  }

  public static String device(String id) {
    return """
        {"id":"%s","type":"machine"}"""
        .formatted(id);
  }
}
