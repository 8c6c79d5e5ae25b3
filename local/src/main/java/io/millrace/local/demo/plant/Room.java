package io.millrace.local.demo.plant;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A room with an air handler that holds a set point. Outside air and the heat of the machines pull
 * it by less than a degree, a failed air handler by ten and more.
 */
final class Room {
  private static final double TIME_CONSTANT_HOURS = 0.9;
  private static final double OFFICE_CELSIUS = 20.5;
  private static final double SERVER_ROOM_CELSIUS = 26.3;
  private static final double FAILED_CELSIUS = 10.0;

  private final String id;
  private final SplittableRandom random;
  private final double setPoint;
  private final @Nullable Fault fault;
  private double temperature;
  private double humidity;

  Room(int index, SplittableRandom random, FaultPlan plan) {
    this.id = PlantSize.roomId(index);
    this.random = random;
    double base = PlantSize.isServerRoom(index) ? SERVER_ROOM_CELSIUS : OFFICE_CELSIUS;
    this.setPoint = base + random.nextDouble(-0.4, 0.4);
    this.fault = plan.of(id);
    this.temperature = setPoint;
    this.humidity = 45;
  }

  /**
   * One step on.
   *
   * @param meanLoad of the machines in the room, 0 to 1
   */
  void advance(double hour, double stepHours, double meanLoad) {
    double outside = Weather.outside(hour);
    double pull = 0.03 * (outside - 15) + 0.5 * (meanLoad - 0.5);
    double failed = fault != null && fault.active(hour) ? FAILED_CELSIUS + 2 * meanLoad : 0;
    temperature =
        Relaxation.towards(setPoint + pull + failed, temperature, stepHours, TIME_CONSTANT_HOURS);
    humidity = 45 - 1.2 * (temperature - setPoint) - 0.3 * (outside - 15);
  }

  double temperature() {
    return temperature;
  }

  RoomReading read() {
    return new RoomReading(
        id,
        Rounding.thousandths(temperature + random.nextDouble(-0.1, 0.1)),
        Rounding.thousandths(humidity + random.nextDouble(-0.5, 0.5)));
  }
}
