package io.millrace.local.e2e;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates made by the JDK's keytool: of a broker, and of a client that it trusts. */
record Keys(Path folder) {
  static final String PASSWORD = "changeit";

  static Keys make(Path folder) throws IOException, InterruptedException {
    Keys keys = new Keys(folder);
    keys.pair("broker");
    keys.pair("client");
    keys.export("broker");
    keys.export("client");
    keys.keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        "client",
        "-file",
        keys.pem("client").toString(),
        "-keystore",
        keys.trusted().toString(),
        "-storepass",
        PASSWORD);
    return keys;
  }

  Path store(String name) {
    return folder.resolve(name + ".p12");
  }

  Path pem(String name) {
    return folder.resolve(name + ".pem");
  }

  /** Whom the broker trusts. */
  Path trusted() {
    return folder.resolve("trusted.p12");
  }

  private void pair(String name) throws IOException, InterruptedException {
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=ip:127.0.0.1",
        "-keystore",
        store(name).toString(),
        "-storepass",
        PASSWORD);
  }

  private void export(String name) throws IOException, InterruptedException {
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        name,
        "-file",
        pem(name).toString(),
        "-keystore",
        store(name).toString(),
        "-storepass",
        PASSWORD);
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError("keytool failed: " + command);
    }
  }

  /** The client's side of TLS. */
  MqttClientSslConfig client() throws GeneralSecurityException, IOException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(
        KeyStore.getInstance(store("client").toFile(), PASSWORD.toCharArray()),
        PASSWORD.toCharArray());
    KeyStore broker = KeyStore.getInstance(KeyStore.getDefaultType());
    broker.load(null, null);
    broker.setCertificateEntry(
        "broker",
        KeyStore.getInstance(store("broker").toFile(), PASSWORD.toCharArray())
            .getCertificate("broker"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(broker);
    return MqttClientSslConfig.builder().keyManagerFactory(own).trustManagerFactory(trust).build();
  }
}
