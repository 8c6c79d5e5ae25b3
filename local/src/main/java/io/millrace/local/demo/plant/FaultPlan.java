package io.millrace.local.demo.plant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which faults a plant has on its day. Every one lasts long enough to be seen, is repaired long
 * enough before midnight to be seen fading, and no object has two.
 */
public final class FaultPlan {
  private static final double EARLIEST_START_HOUR = 2.5;
  private static final double LATEST_START_HOUR = 13.0;
  private static final double SHORTEST_HOURS = 4.0;
  private static final double LONGEST_HOURS = 6.5;

  private final List<Fault> faults;
  private final Map<String, Fault> byObject = new HashMap<>();

  private FaultPlan(List<Fault> faults) {
    this.faults = List.copyOf(faults);
    faults.forEach(fault -> byObject.put(fault.objectId(), fault));
  }

  /** The faults that this plant's seed plants. */
  public static FaultPlan of(PlantSize size) {
    SplittableRandom random = new SplittableRandom(size.seed() ^ 0xFA17);
    List<Fault> faults = new ArrayList<>();
    Set<Integer> broken = new HashSet<>();
    int each = Math.max(1, size.machines() / 200);
    for (int i = 0; i < each; i++) {
      faults.add(machineFault(FaultKind.BEARING, size, random, broken));
      faults.add(machineFault(FaultKind.COOLING, size, random, broken));
    }
    int handlers = Math.max(1, size.serverRooms() / 4);
    Set<Integer> hot = new HashSet<>();
    for (int i = 0; i < handlers; i++) {
      int serverRoom = fresh(size.serverRooms(), random, hot);
      faults.add(fault(FaultKind.AIR_HANDLER, serverRoom * 10, PlantSize::roomId, random));
    }
    return new FaultPlan(faults);
  }

  /** All planted faults. */
  public List<Fault> faults() {
    return faults;
  }

  /** The fault this object has, if any. */
  public @Nullable Fault of(String objectId) {
    return byObject.get(objectId);
  }

  private static Fault machineFault(
      FaultKind kind, PlantSize size, SplittableRandom random, Set<Integer> broken) {
    return fault(kind, fresh(size.machines(), random, broken), PlantSize::machineId, random);
  }

  private static int fresh(int bound, SplittableRandom random, Set<Integer> taken) {
    int index = random.nextInt(bound);
    while (!taken.add(index)) {
      index = random.nextInt(bound);
    }
    return index;
  }

  private static Fault fault(
      FaultKind kind, int index, IntFunction<String> id, SplittableRandom random) {
    double start = random.nextDouble(EARLIEST_START_HOUR, LATEST_START_HOUR);
    double end = start + random.nextDouble(SHORTEST_HOURS, LONGEST_HOURS);
    return new Fault(kind, id.apply(index), start, end);
  }
}
