package io.millrace.local.demo.plant;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A machine: load follows the working day, heat follows load and the room's air, vibration grows
 * with load and wear. Sound ones stay far below the limits of the demo's rules and broken ones go
 * far above them: a test holds both.
 */
final class Machine {
  private static final double TIME_CONSTANT_HOURS = 0.5;
  private static final double BEARING_HOURS = 0.7;
  private static final double WEAR_PER_HOUR = 0.001;

  private final String id;
  private final String roomId;
  private final Room room;
  private final SplittableRandom random;
  private final @Nullable Fault fault;
  private final double baseLoad;
  private final double peakHour;
  private double load;
  private double temperature;
  private double looseness;
  private double wear;

  Machine(int index, int roomIndex, Room room, SplittableRandom random, FaultPlan plan) {
    this.id = PlantSize.machineId(index);
    this.roomId = PlantSize.roomId(roomIndex);
    this.room = room;
    this.random = random;
    this.fault = plan.of(id);
    this.baseLoad = random.nextDouble(0.35, 0.75);
    this.peakHour = random.nextDouble(12, 16);
    this.wear = random.nextDouble(0, 0.4);
    this.load = loadAt(0);
    this.temperature = restingTemperature(false);
  }

  void advance(double hour, double stepHours) {
    load = loadAt(hour);
    wear = Math.min(1, wear + load * stepHours * WEAR_PER_HOUR);
    boolean hot = broken(FaultKind.COOLING, hour);
    temperature =
        Relaxation.towards(restingTemperature(hot), temperature, stepHours, TIME_CONSTANT_HOURS);
    looseness =
        fault != null && broken(FaultKind.BEARING, hour)
            ? 1 - Math.exp(-(hour - fault.startHour()) / BEARING_HOURS)
            : 0;
  }

  double load() {
    return load;
  }

  MachineReading read() {
    double vibration = 0.8 + 1.6 * load + 1.2 * wear + 9 * looseness;
    return new MachineReading(
        id,
        roomId,
        Rounding.thousandths(load),
        Rounding.thousandths(temperature + random.nextDouble(-0.8, 0.8)),
        Rounding.thousandths(vibration + random.nextDouble(-0.15, 0.15)),
        Rounding.thousandths(wear));
  }

  private double loadAt(double hour) {
    double day = 0.15 * Math.cos(2 * Math.PI * (hour - peakHour) / 24);
    return Math.min(1, Math.max(0.1, baseLoad + day + random.nextDouble(-0.05, 0.05)));
  }

  /** Where the winding ends up at this load; without cooling it is hot even when idle. */
  private double restingTemperature(boolean uncooled) {
    double above = uncooled ? 80 + 40 * load : 10 + 35 * load;
    return room.temperature() + above;
  }

  private boolean broken(FaultKind kind, double hour) {
    return fault != null && fault.kind() == kind && fault.active(hour);
  }
}
