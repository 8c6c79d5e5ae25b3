package io.millrace.local.demo.plant;

/**
 * A planted fault. Effects grow after its start and fade after its end as physics has it.
 *
 * @param objectId the machine or room that has it
 * @param startHour plant time, hours since the run's midnight
 * @param endHour plant time when it is repaired
 */
public record Fault(FaultKind kind, String objectId, double startHour, double endHour) {

  /** Whether it is there at this plant time. */
  public boolean active(double hour) {
    return hour >= startHour && hour < endHour;
  }
}
