package io.millrace.bridge.mqtt;

import io.millrace.bridge.kafka.KafkaSettings;
import io.millrace.bridge.kafka.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link Deliveries} beyond the life of this process. Safe for use by many threads. */
final class DeliveryMemory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryMemory.class);
  private static final long SAVE_MILLIS = 1000;
  private static final long END_SECONDS = 6;

  private final Deliveries deliveries;
  private final DeliveryLog log;
  private final Map<Integer, Long> written = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "mqtt-deliveries"));
  private boolean restored;

  DeliveryMemory(KafkaSettings kafka, String clientId, Deliveries deliveries) {
    this.deliveries = deliveries;
    this.log = new DeliveryLog(kafka, clientId);
  }

  /**
   * Takes over, once, what an earlier process has left.
   *
   * @throws Exception while Kafka does not answer
   */
  void restore() throws Exception {
    thread.submit(this::read).get();
  }

  private void read() {
    if (restored) {
      return;
    }
    log.read(deliveries::restore);
    restored = true;
    LOG.info("{} messages may be delivered again", deliveries.size());
    thread.scheduleWithFixedDelay(this::save, SAVE_MILLIS, SAVE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Kafka has a message there. */
  void written(Delivery delivery, Place place) {
    delivery.place = place;
    written.merge(place.partition(), place.offset() + 1, Math::max);
  }

  private void save() {
    try {
      Map<Integer, Long> positions = new HashMap<>(written);
      positions.replaceAll((partition, end) -> deliveries.lowestOffset(partition).orElse(end));
      log.moveOn(positions);
    } catch (RuntimeException e) {
      LOG.debug("Where to begin after a crash is not saved now", e);
    }
  }

  @Override
  public void close() {
    thread.execute(
        () -> {
          if (restored) {
            save();
          }
          log.close();
        });
    thread.shutdown();
    try {
      if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
