package io.millrace.local.server;

import io.millrace.local.config.Addresses;
import io.millrace.local.config.PortName;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Our bridge between the broker and Kafka. */
final class BridgeServer implements Server {
  private final StackConfig config;
  private final Path properties;

  BridgeServer(StackConfig config) {
    this.config = config;
    this.properties = config.conf().resolve("bridge/bridge.properties");
  }

  @Override
  public ServerName name() {
    return ServerName.BRIDGE;
  }

  @Override
  public void prepare() throws IOException {
    Addresses addresses = config.addresses();
    ConfFiles.write(
        "bridge.properties",
        properties,
        Map.of(
            "kafka", addresses.kafkaBootstrap(),
            "mqtt", addresses.mqttUrl(),
            "registry", addresses.registryUrl(),
            "port", Integer.toString(config.ports().of(PortName.BRIDGE_HTTP))));
  }

  @Override
  public ProcessSpec process() {
    List<String> command =
        Java.lightCommand(
            config,
            name(),
            "-jar",
            config.bridgeJar().toString(),
            "--config",
            properties.toString());
    return new ProcessSpec(command, Map.of(), config.run(), config.log(name()));
  }

  @Override
  public boolean isReady() throws InterruptedException {
    return Http.isOk(config.addresses().bridgeUrl() + "/health/ready");
  }
}
