package io.millrace.bridge.dispatch;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One queue for each device that has commands. The head of a queue is on its way or waits to be
 * tried again; what is behind it waits, so a device gets its commands in order. Queues take turns:
 * a device that does not answer uses one of the ways out and nothing else. For use by one thread.
 */
final class Lanes {
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Queue<Lane> ready = new ArrayDeque<>();
  private final int maxInFlight;
  private final int backlog;
  private final Consumer<Lane> attempt;
  private int inFlight;

  /** The commands of one device. */
  static final class Lane {
    private final String device;
    private final Deque<Received> commands = new ArrayDeque<>();
    private int attempts;

    /** Whether its head is being tried, waits for its next try, or for its turn. */
    private boolean busy;

    private Lane(String device) {
      this.device = device;
    }

    /** The command whose turn it is. */
    Received head() {
      return commands.element();
    }

    /** Which try of the head this is, 1 for the first. */
    int attempts() {
      return attempts;
    }
  }

  /**
   * @param maxInFlight tries at once
   * @param backlog commands that may wait for one device
   * @param attempt begins a try of a lane's head, and calls {@link #retry} or {@link #done} later,
   *     after {@link #landed}
   */
  Lanes(int maxInFlight, int backlog, Consumer<Lane> attempt) {
    this.maxInFlight = maxInFlight;
    this.backlog = backlog;
    this.attempt = attempt;
  }

  /** Takes a command, or refuses it because too many wait for its device. */
  boolean offer(Received received) {
    Lane lane = lanes.computeIfAbsent(received.command().getDeviceId(), Lane::new);
    if (lane.commands.size() > backlog) {
      return false;
    }
    lane.commands.add(received);
    if (!lane.busy) {
      makeReady(lane);
    }
    return true;
  }

  /** A try has ended; its way out is free for another device. */
  void landed() {
    inFlight--;
  }

  /** The lane's head is to be tried again. */
  void retry(Lane lane) {
    makeReady(lane);
  }

  /** The lane's head is done with; the next command follows. */
  void done(Lane lane) {
    lane.commands.remove();
    lane.attempts = 0;
    lane.busy = false;
    if (lane.commands.isEmpty()) {
      lanes.remove(lane.device);
      pump();
    } else {
      makeReady(lane);
    }
  }

  /** Drops what waits and belongs to these partitions; a head that is on its way goes on. */
  void drop(Collection<TopicPartition> partitions) {
    for (Lane lane : lanes.values()) {
      Received head = lane.commands.peek();
      lane.commands.removeIf(
          waiting -> waiting != head && partitions.contains(waiting.partition()));
    }
  }

  /** Commands that wait or are on their way, of all devices or, if one is named, of this one. */
  int size(@Nullable String device) {
    return lanes.values().stream()
        .filter(lane -> device == null || lane.device.equals(device))
        .mapToInt(lane -> lane.commands.size())
        .sum();
  }

  private void makeReady(Lane lane) {
    lane.busy = true;
    ready.add(lane);
    pump();
  }

  /** Begins tries as long as there is a way out. */
  void pump() {
    while (inFlight < maxInFlight && !ready.isEmpty()) {
      Lane lane = ready.remove();
      inFlight++;
      lane.attempts++;
      attempt.accept(lane);
    }
  }
}
