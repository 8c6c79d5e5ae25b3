package io.millrace.local.demo.plant;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** All machines and rooms, simulated step by step. The same size and clock give the same day. */
public final class Plant {
  private final FaultPlan plan;
  private final List<Room> rooms = new ArrayList<>();
  private final List<Machine> machines = new ArrayList<>();

  public Plant(PlantSize size) {
    SplittableRandom random = new SplittableRandom(size.seed());
    this.plan = FaultPlan.of(size);
    for (int i = 0; i < size.rooms(); i++) {
      rooms.add(new Room(i, random.split(), plan));
    }
    for (int i = 0; i < size.machines(); i++) {
      int room = i % size.rooms();
      machines.add(new Machine(i, room, rooms.get(room), random.split(), plan));
    }
  }

  /** The faults that were planted. */
  public FaultPlan faults() {
    return plan;
  }

  /** Lets the plant live up to this hour, one step after the last call. */
  public void advance(double hour, double stepHours) {
    double[] load = new double[rooms.size()];
    int[] count = new int[rooms.size()];
    for (int i = 0; i < machines.size(); i++) {
      load[i % load.length] += machines.get(i).load();
      count[i % load.length]++;
    }
    for (int i = 0; i < load.length; i++) {
      rooms.get(i).advance(hour, stepHours, count[i] == 0 ? 0 : load[i] / count[i]);
    }
    machines.forEach(machine -> machine.advance(hour, stepHours));
  }

  /** Reads a machine's sensors: noise makes each reading another one, so read once a step. */
  public MachineReading machine(int index) {
    return machines.get(index).read();
  }

  /** Reads a room's sensors, once a step. */
  public RoomReading room(int index) {
    return rooms.get(index).read();
  }

  public int machines() {
    return machines.size();
  }

  public int rooms() {
    return rooms.size();
  }
}
