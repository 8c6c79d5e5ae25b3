package io.millrace.local.demo.plant;

import io.millrace.local.demo.message.DeviceMessage;
import io.millrace.local.demo.message.MessageSender;
import io.millrace.local.demo.message.Pace;
import io.millrace.local.demo.message.RunId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets the plant live its day and sends what its devices say, with bad messages and duplicates
 * spread over the first two thirds of it.
 */
public final class PlantSource {
  /** So many messages are sent a second time, up to two thirds of the run later. */
  static final int DUPLICATES = 40;

  /** Machines whose last reading is kept to be compared with what the search index holds. */
  private static final int SAMPLES = 20;

  private final PlantClock clock;
  private final Plant plant;
  private final PlantMessages messages;
  private final MessageSender sender;
  private final Deque<DeviceMessage> later = new ArrayDeque<>();
  private final Map<String, MachineReading> last = new TreeMap<>();
  private Deque<DeviceMessage> bad = new ArrayDeque<>();
  private int duplicated;
  private volatile int rounds;

  public PlantSource(PlantSize size, PlantClock clock, RunId run, MessageSender sender) {
    this.clock = clock;
    this.plant = new Plant(size);
    this.messages = new PlantMessages(run);
    this.sender = sender;
  }

  /** The faults that were planted. */
  public FaultPlan faults() {
    return plant.faults();
  }

  /** How much of the day is over, 0 to 1; for any thread. */
  public double progress() {
    return (double) rounds / clock.rounds();
  }

  /** The last readings of some machines; complete once {@link #run} has returned. */
  public Map<String, MachineReading> samples() {
    return Map.copyOf(last);
  }

  /**
   * Sends the whole day, paced by the clock; returns when the last message is handed over.
   *
   * @throws InterruptedException if the demo is being stopped
   */
  public void run() throws InterruptedException {
    Pace pace = new Pace();
    for (int round = 0; round < clock.rounds(); round++) {
      plant.advance(clock.hour(round), clock.stepHours());
      round(round, pace);
      sendBad(round);
      rounds = round + 1;
    }
  }

  private void round(int round, Pace pace) throws InterruptedException {
    int devices = clock.devices();
    int machine = 0;
    int room = 0;
    for (int slot = 0; slot < devices; slot++) {
      pace.until(clock.due(round, slot));
      long ts = clock.millis(round, slot);
      // Rooms are spread evenly, so that a rule about rooms shows its effect at once.
      boolean isRoom = (long) (slot + 1) * plant.rooms() / devices > room;
      sender.send(isRoom ? room(room++, ts) : machine(machine++, ts));
    }
  }

  private DeviceMessage room(int index, long ts) {
    return messages.room(plant.room(index), ts);
  }

  private DeviceMessage machine(int index, long ts) {
    MachineReading reading = plant.machine(index);
    DeviceMessage message = messages.machine(reading, ts);
    if (index % Math.max(1, plant.machines() / SAMPLES) == 0) {
      last.put(reading.id(), reading);
      duplicate(message);
    }
    return message;
  }

  /** Duplicates follow their originals: with one key they share a partition and keep order. */
  private void duplicate(DeviceMessage message) {
    if (duplicated < DUPLICATES) {
      later.add(message.again());
      duplicated++;
    }
  }

  private void sendBad(int round) {
    if (round == 0) {
      long ts = clock.millis(0, 0);
      bad = new ArrayDeque<>(BadMessages.of(messages, last.values().iterator().next(), ts));
    }
    int roundsLeft = Math.max(1, clock.rounds() * 2 / 3 - round);
    sendShare(bad, roundsLeft);
    sendShare(later, roundsLeft);
  }

  private void sendShare(Deque<DeviceMessage> queue, int roundsLeft) {
    int share = (queue.size() + roundsLeft - 1) / roundsLeft;
    for (int i = 0; i < share; i++) {
      sender.send(queue.remove());
    }
  }
}
