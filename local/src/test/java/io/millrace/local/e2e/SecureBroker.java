package io.millrace.local.e2e;

import io.millrace.local.config.StackConfig;
import io.millrace.local.install.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A broker that wants TLS with the client's certificate, and a password. */
final class SecureBroker {
  static final String USER = "bridge";
  static final String PASSWORD = "let-me-in";
  private static final String CONFIG =
      """
      <hivemq>
        <listeners><tls-tcp-listener>
          <port>%d</port><bind-address>127.0.0.1</bind-address>
          <tls>
            <keystore><path>%s</path><password>%s</password><private-key-password>%3$s</private-key-password></keystore>
            <truststore><path>%s</path><password>%3$s</password></truststore>
            <client-authentication-mode>REQUIRED</client-authentication-mode>
          </tls>
        </tls-tcp-listener></listeners>
        <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
      </hivemq>
      """;

  private SecureBroker() {}

  static ChildProcess start(StackConfig config, Path folder, Keys keys, int port)
      throws IOException {
    Path conf = Files.createDirectories(folder.resolve("broker"));
    Files.writeString(
        conf.resolve("config.xml"),
        CONFIG.formatted(port, keys.store("broker"), Keys.PASSWORD, keys.trusted()));
    return ChildProcess.java(
        List.of(
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-cp",
            config.mqttJar() + ":" + new Installation(config.servers()).classpath("mqtt"),
            "io.millrace.local.mqtt.BrokerMain",
            conf.toString(),
            Files.createDirectories(folder.resolve("data")).toString()),
        Map.of("MILLRACE_MQTT_USER", USER, "MILLRACE_MQTT_PASSWORD", PASSWORD),
        folder.resolve("broker.log"));
  }
}
