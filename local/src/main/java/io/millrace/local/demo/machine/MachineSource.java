package io.millrace.local.demo.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.demo.message.DeviceMessage;
import io.millrace.local.demo.message.MessageSender;
import io.millrace.local.demo.message.RunId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends what this machine measures of itself, once a second, until it is closed. */
public final class MachineSource implements AutoCloseable {
  /** Value of the header {@code source}. */
  public static final String SOURCE = "machine";

  private final RunId run;
  private final MessageSender sender;
  private final MachineReadings readings;
  private final Set<String> devices = new TreeSet<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "demo-machine");
            thread.setDaemon(true);
            return thread;
          });
  private long sent;

  /**
   * @param processes process ids of the servers to be watched, by name
   */
  public MachineSource(RunId run, MessageSender sender, Map<String, Long> processes) {
    this.run = run;
    this.sender = sender;
    this.readings = new MachineReadings(processes);
  }

  /** The device that tells how busy the whole machine is. */
  public String hostId() {
    return readings.hostId();
  }

  /** Ids of all devices that have sent. */
  public synchronized Set<String> devices() {
    return Set.copyOf(devices);
  }

  /** Starts to send. */
  public void start() {
    var unused = timer.scheduleAtFixedRate(this::sendAll, 1, 1, TimeUnit.SECONDS);
  }

  /** Sends one reading of each device, now. */
  synchronized void sendAll() {
    long now = System.currentTimeMillis();
    for (Reading reading : readings.read()) {
      ObjectNode payload = reading.payload();
      payload.put("id", reading.deviceId()).put("run", run.value()).put("ts", now);
      devices.add(reading.deviceId());
      sender.send(
          DeviceMessage.of(
              reading.deviceId(), payload.toString(), SOURCE, run.trace(SOURCE, sent++)));
    }
  }

  /** Stops; a reading under way is sent first. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      timer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
