package io.millrace.local.demo.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlantTest {
  private static final PlantSize SIZE = new PlantSize(60, 6, 42);

  @Test
  void theSameSeedGivesTheSameDay() {
    assertThat(day(SIZE)).isEqualTo(day(SIZE));
    assertThat(FaultPlan.of(SIZE).faults()).isEqualTo(FaultPlan.of(SIZE).faults());
  }

  @Test
  void anotherSeedGivesAnotherDay() {
    PlantSize other = new PlantSize(60, 6, 43);
    assertThat(day(other)).isNotEqualTo(day(SIZE));
    assertThat(FaultPlan.of(other).faults()).isNotEqualTo(FaultPlan.of(SIZE).faults());
  }

  @Test
  void loadFollowsTheDayAndWearOnlyGrows() {
    Plant plant = new Plant(SIZE);
    double night = 0;
    double noon = 0;
    double lastWear = 0;
    for (int hour = 0; hour < 24; hour++) {
      plant.advance(hour, 1);
      double load = 0;
      for (int i = 0; i < plant.machines(); i++) {
        load += plant.machine(i).load();
      }
      night = hour == 2 ? load : night;
      noon = hour == 14 ? load : noon;
      double wear = plant.machine(0).wear();
      assertThat(wear).isGreaterThanOrEqualTo(lastWear);
      lastWear = wear;
    }
    assertThat(noon).isGreaterThan(night * 1.3);
  }

  @Test
  void noObjectHasTwoFaults() {
    List<Fault> faults = FaultPlan.of(new PlantSize(2000, 200, 5)).faults();
    assertThat(faults).hasSize(25);
    assertThat(faults).extracting(Fault::objectId).doesNotHaveDuplicates();
  }

  @Test
  void tooSmallAPlantIsRefused() {
    assertThatThrownBy(() -> new PlantSize(9, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PlantSize(10, 11, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tooFewRoundsAreRefusedWithWhatWouldDo() {
    assertThatThrownBy(() -> PlantClock.of(0, 2200, 100, Duration.ofSeconds(60)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("528 s");
  }

  @Test
  void aLaterRunIsLaterInAllItsTimes() {
    PlantClock first = PlantClock.of(1_000_000, 66, 1000, Duration.ofSeconds(10));
    long end = first.millis(first.rounds() - 1, 65);
    assertThat(end).isBetween(1_009_000L, 1_010_000L);
    assertThat(first.millisAt(24)).isBetween(end, 1_010_000L);
    assertThat(first.millisAt(first.hour(7))).isEqualTo(first.millis(7, 0));
  }

  private static List<Record> day(PlantSize size) {
    Plant plant = new Plant(size);
    List<Record> readings = new ArrayList<>();
    for (int round = 0; round < 24; round++) {
      plant.advance(round, 1);
      for (int i = 0; i < plant.machines(); i++) {
        readings.add(plant.machine(i));
      }
      for (int i = 0; i < plant.rooms(); i++) {
        readings.add(plant.room(i));
      }
    }
    return readings;
  }
}
