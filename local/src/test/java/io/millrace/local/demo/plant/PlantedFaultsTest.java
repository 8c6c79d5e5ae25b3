package io.millrace.local.demo.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.demo.definitions.DemoDefinitions;
import io.millrace.local.demo.definitions.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the demo, read plainly, see exactly the planted faults: for any seed and step. */
class PlantedFaultsTest {
  private static final double NEVER = Double.NaN;

  /** One alert: plant hours of its opening and end. */
  private record Span(double opened, double cleared) {}

  /** What the naive rules saw, by rule and object. */
  private static final class Naive {
    private final Map<String, List<Span>> spans = new TreeMap<>();

    void take(Threshold rule, String object, double value, double hour) {
      List<Span> own = spans.computeIfAbsent(rule.ruleId() + "/" + object, k -> new ArrayList<>());
      boolean open = !own.isEmpty() && Double.isNaN(own.get(own.size() - 1).cleared);
      boolean after = rule.openAfter(value, open);
      if (after && !open) {
        own.add(new Span(hour, NEVER));
      } else if (open && !after) {
        own.set(own.size() - 1, new Span(own.get(own.size() - 1).opened, hour));
      }
    }

    Map<String, List<Span>> alerts() {
      Map<String, List<Span>> alerts = new TreeMap<>(spans);
      alerts.values().removeIf(List::isEmpty);
      return alerts;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2000, 200, 54",
    "2, 2000, 200, 24",
    "3, 500, 50, 24",
    "4, 500, 50, 97",
    "5, 300, 30, 720",
    "6, 100, 10, 1440",
    "7, 10, 1, 24",
    "8, 400, 400, 48",
    "99, 1000, 7, 60",
    "-12345678901, 700, 70, 33"
  })
  void exactlyThePlantedFaultsAreSeen(long seed, int machines, int rooms, int rounds) {
    PlantSize size = new PlantSize(machines, rooms, seed);
    PlantClock clock = new PlantClock(0, size.devices(), 1000, rounds);
    Plant plant = new Plant(size);
    Naive naive = new Naive();
    for (int round = 0; round < rounds; round++) {
      live(plant, clock.hour(round), clock.stepHours(), naive, "room-warm");
    }

    Map<String, List<Span>> alerts = naive.alerts();
    List<Fault> faults = plant.faults().faults();
    assertThat(faults).extracting(Fault::kind).contains(FaultKind.values());
    assertThat(alerts.keySet())
        .containsExactlyInAnyOrderElementsOf(
            faults.stream().map(f -> f.kind().ruleId() + "/" + f.objectId()).toList());
    for (Fault fault : faults) {
      List<Span> spans = alerts.get(fault.kind().ruleId() + "/" + fault.objectId());
      assertThat(spans).as("%s", fault).hasSize(1);
      assertThat(spans.get(0).opened).isBetween(fault.startHour(), fault.endHour());
      assertThat(spans.get(0).cleared).isBetween(fault.endHour(), 24.0);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2000, 200, 54", "2, 300, 300, 24", "3, 50, 1, 200"})
  void theChangedRuleSeesExactlyTheServerRoomsAtAnyHour(
      long seed, int machines, int rooms, int rounds) {
    PlantSize size = new PlantSize(machines, rooms, seed);
    Plant plant = new Plant(size);
    Threshold changed = Threshold.of(DemoDefinitions.changedRule());
    for (int round = 0; round < rounds; round++) {
      plant.advance(24.0 * round / rounds, 24.0 / rounds);
      for (int i = 0; i < rooms; i++) {
        double temperature = plant.room(i).temperature();
        if (PlantSize.isServerRoom(i)) {
          assertThat(temperature).isGreaterThan(changed.opensAbove());
        } else {
          assertThat(temperature).isLessThan(changed.clearsBelow());
        }
      }
    }
    assertThat(IntStream.range(0, rooms).filter(PlantSize::isServerRoom).count())
        .isEqualTo(size.serverRooms());
  }

  private static void live(Plant plant, double hour, double step, Naive naive, String roomRule) {
    plant.advance(hour, step);
    for (int i = 0; i < plant.machines(); i++) {
      MachineReading reading = plant.machine(i);
      naive.take(rule("machine-overheat"), reading.id(), reading.temperature(), hour);
      naive.take(rule("machine-vibration"), reading.id(), reading.vibration(), hour);
    }
    for (int i = 0; i < plant.rooms(); i++) {
      RoomReading reading = plant.room(i);
      naive.take(rule("room-overheat"), reading.id(), reading.temperature(), hour);
      naive.take(rule(roomRule), reading.id(), reading.temperature(), hour);
    }
  }

  private static final Map<String, Threshold> RULES = new TreeMap<>();

  private static Threshold rule(String id) {
    return RULES.computeIfAbsent(id, DemoDefinitions::threshold);
  }
}
