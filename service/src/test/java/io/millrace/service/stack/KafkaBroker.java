package io.millrace.service.stack;

import io.millrace.schemas.Topic;
import io.millrace.schemas.TopicCatalogue;
import io.millrace.schemas.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real broker in this JVM; what it stores survives a stop and a start on the same folder. */
public final class KafkaBroker implements AutoCloseable {
  /** What the service writes and reads beside control topics. */
  private static final Set<String> DATA = Set.of(Topics.DEVICE_MESSAGES, Topics.DEAD_LETTERS);

  private static final String LOOPBACK = "PLAINTEXT://127.0.0.1:";
  private final Properties properties = new Properties();
  private final int port;
  private KafkaRaftServer server;

  public KafkaBroker(int port, Path folder) throws Exception {
    this.port = port;
    int controller = Ports.free();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controller,
            "listeners", LOOPBACK + port + ",CONTROLLER://127.0.0.1:" + controller,
            "advertised.listeners", LOOPBACK + port,
            "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "controller.listener.names", "CONTROLLER",
            "inter.broker.listener.name", "PLAINTEXT",
            "log.dirs", folder.toString()));
    properties.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "1",
            "group.initial.rebalance.delay.ms", "0",
            "auto.create.topics.enable", "false",
            "log.cleaner.dedupe.buffer.size", "8388608"));
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .addDirectory(folder.toString())
        .setMetadataLogDirectory(folder.toString())
        .setControllerListenerName("CONTROLLER")
        .setIgnoreFormatted(true)
        .setPrintStream(System.err)
        .run();
    start();
  }

  public void start() {
    server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    server.startup();
  }

  /** Stops it; {@link #start} brings it back with its data. */
  public void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  void createTopics() throws Exception {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      admin
          .createTopics(TopicCatalogue.topics().stream().map(KafkaBroker::topic).toList())
          .all()
          .get();
    }
  }

  private static NewTopic topic(Topic topic) {
    return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.config());
  }

  @Override
  public void close() {
    stop();
  }
}
