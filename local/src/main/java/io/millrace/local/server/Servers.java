package io.millrace.local.server;

import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;

/** All servers of a stack. */
public final class Servers {
  private Servers() {}

  /** The server of this name as the config wants it. */
  public static Server of(ServerName name, StackConfig config) {
    return switch (name) {
      case KAFKA -> new KafkaServer(config);
      case MQTT -> new MqttServer(config);
      case REGISTRY -> new RegistryServer(config);
      case POSTGRES -> new PostgresServer(config);
      case ELASTICSEARCH -> new ElasticsearchServer(config);
      case S3 -> new S3Server(config);
      case JOBMANAGER -> new JobManagerServer(config);
      case TASKMANAGER -> new TaskManagerServer(config);
      case SERVICE -> new MillraceService(config);
      case BRIDGE -> new BridgeServer(config);
    };
  }
}
