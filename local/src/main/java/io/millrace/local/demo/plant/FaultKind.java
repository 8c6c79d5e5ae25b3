package io.millrace.local.demo.plant;

import java.util.Locale;

/** What can break in the plant, and which rule must see it. */
public enum FaultKind {
  /** A worn bearing shakes the machine. */
  BEARING("machine", "machine-vibration", "vibration"),
  /** A blocked cooler lets the machine get hot. */
  COOLING("machine", "machine-overheat", "temperature"),
  /** A failed air handler lets a server room get hot. */
  AIR_HANDLER("room", "room-overheat", "temperature");

  private final String objectType;
  private final String ruleId;
  private final String field;

  FaultKind(String objectType, String ruleId, String field) {
    this.objectType = objectType;
    this.ruleId = ruleId;
    this.field = field;
  }

  /** The name for people, for instance {@code air handler}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  public String objectType() {
    return objectType;
  }

  public String ruleId() {
    return ruleId;
  }

  /** The property that leaves its range. */
  public String field() {
    return field;
  }
}
