package io.millrace.bridge.mqtt;

/** The protocol's versions that are in use. */
public enum MqttVersion {
  V3_1_1("3.1.1"),
  V5("5");

  private final String text;

  MqttVersion(String text) {
    this.text = text;
  }

  /** As options write it. */
  @Override
  public String toString() {
    return text;
  }

  static MqttVersion of(String text) {
    return switch (text.strip()) {
      case "3", "3.1.1" -> V3_1_1;
      case "5", "5.0" -> V5;
      default -> throw new IllegalArgumentException("must be 3.1.1 or 5");
    };
  }
}
