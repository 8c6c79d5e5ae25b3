package io.millrace.local.server;

import io.millrace.local.config.Addresses;
import io.millrace.local.config.PortName;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.install.Installation;
import io.millrace.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** S3Proxy: the S3 API on a folder. A bucket is a folder in it. */
final class S3Server implements Server {
  private final StackConfig config;
  private final Path data;
  private final Path conf;

  S3Server(StackConfig config) {
    this.config = config;
    this.data = config.data().resolve("s3");
    this.conf = config.conf().resolve("s3");
  }

  @Override
  public ServerName name() {
    return ServerName.S3;
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(data.resolve(Addresses.S3_BUCKET));
    Map<String, String> values =
        Map.of(
            "endpoint",
            config.addresses().s3Url(),
            "identity",
            Addresses.S3_ACCESS_KEY,
            "credential",
            Addresses.S3_SECRET_KEY,
            "folder",
            data.toString());
    ConfFiles.write("s3proxy.properties", conf.resolve("s3proxy.properties"), values);
    ConfFiles.write("s3-logback.xml", conf.resolve("logback.xml"), Map.of());
  }

  @Override
  public ProcessSpec process() {
    List<String> command =
        Java.lightCommand(
            config,
            name(),
            "-Dlogback.configurationFile=" + conf.resolve("logback.xml"),
            "-cp",
            new Installation(config.servers()).classpath("s3"),
            "org.gaul.s3proxy.Main",
            "--properties",
            conf.resolve("s3proxy.properties").toString());
    return new ProcessSpec(command, Map.of(), data, config.log(name()));
  }

  @Override
  public boolean isReady() {
    return Tcp.answers(config.ports().of(PortName.S3));
  }
}
