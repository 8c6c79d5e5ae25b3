package io.millrace.local.server;

import io.millrace.local.config.PortName;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.install.Installation;
import io.millrace.local.process.ProcessSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** HiveMQ Community Edition; keeps sessions and messages on disk. */
final class MqttServer implements Server {
  private final StackConfig config;
  private final Path data;
  private final Path conf;

  MqttServer(StackConfig config) {
    this.config = config;
    this.data = config.data().resolve("mqtt");
    this.conf = config.conf().resolve("mqtt");
  }

  @Override
  public ServerName name() {
    return ServerName.MQTT;
  }

  @Override
  public void prepare() throws IOException {
    Map<String, String> values = Map.of("port", Integer.toString(config.ports().of(PortName.MQTT)));
    ConfFiles.write("mqtt-config.xml", conf.resolve("config.xml"), values);
    ConfFiles.write("mqtt-logback.xml", conf.resolve("logback.xml"), Map.of());
  }

  @Override
  public ProcessSpec process() {
    List<String> command =
        Java.lightCommand(
            config,
            name(),
            "-Dlogback.configurationFile=" + conf.resolve("logback.xml"),
            "-cp",
            config.mqttJar()
                + File.pathSeparator
                + new Installation(config.servers()).classpath("mqtt"),
            "io.millrace.local.mqtt.BrokerMain",
            conf.toString(),
            data.toString());
    return new ProcessSpec(command, Map.of(), data, config.log(name()));
  }

  @Override
  public boolean isReady() {
    return Tcp.answers(config.ports().of(PortName.MQTT));
  }
}
