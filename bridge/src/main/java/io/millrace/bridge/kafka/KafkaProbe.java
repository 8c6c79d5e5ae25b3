package io.millrace.bridge.kafka;

import io.millrace.bridge.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** Asks Kafka now and then whether it is there, for those who ask after the bridge's health. */
public final class KafkaProbe implements Part {
  private static final long EVERY_MILLIS = 2000;
  private static final int ANSWER_MILLIS = 3000;
  private final Admin admin;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "kafka-probe"));
  private volatile String trouble = "not asked yet";

  public KafkaProbe(KafkaSettings kafka) {
    Map<String, Object> own = new HashMap<>();
    own.put("client.id", "millrace-bridge-probe");
    own.put("request.timeout.ms", ANSWER_MILLIS);
    own.put("default.api.timeout.ms", ANSWER_MILLIS);
    admin = Admin.create(kafka.client(own));
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public void start() {
    thread.scheduleWithFixedDelay(this::ask, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void ask() {
    try {
      boolean there = !admin.describeCluster().nodes().get().isEmpty();
      trouble = there ? "" : "the cluster has no brokers";
    } catch (ExecutionException e) {
      trouble = String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<String> trouble() {
    String why = trouble;
    return why.isEmpty() ? Optional.empty() : Optional.of(why);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    admin.close();
  }
}
