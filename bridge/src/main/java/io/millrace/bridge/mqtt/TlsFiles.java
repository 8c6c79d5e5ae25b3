package io.millrace.bridge.mqtt;

import io.millrace.bridge.option.OptionException;
import io.millrace.bridge.option.OptionValues;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom to trust, and who we are; read anew for each connection, so that renewed certificates are
 * taken.
 *
 * @param trust PEM certificates or a key store; empty for the JDK's own
 * @param key key store; empty for no certificate of ours
 */
record TlsFiles(Path trust, String trustPassword, Path key, String keyPassword) {
  private static final String PEM = "-----BEGIN";

  static TlsFiles of(OptionValues values) {
    return new TlsFiles(
        values.get(MqttOptions.TRUSTSTORE),
        values.get(MqttOptions.TRUSTSTORE_PASSWORD),
        values.get(MqttOptions.KEYSTORE),
        values.get(MqttOptions.KEYSTORE_PASSWORD));
  }

  /** Who decides whom to trust; nothing for the JDK's own. */
  Optional<TrustManagerFactory> trustManagers() {
    if (trust.toString().isEmpty()) {
      return Optional.empty();
    }
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(isPem(trust) ? certificates() : store(trust, trustPassword));
      return Optional.of(factory);
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(trust, e);
    }
  }

  /** Our key and certificate, if there is one. */
  Optional<KeyManagerFactory> keyManagers() {
    if (key.toString().isEmpty()) {
      return Optional.empty();
    }
    try {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store(key, keyPassword), keyPassword.toCharArray());
      return Optional.of(factory);
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(key, e);
    }
  }

  private static boolean isPem(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1).contains(PEM);
  }

  private KeyStore certificates() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(trust))) {
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + number++, one);
      }
    }
    return store;
  }

  /** Finds out by itself whether the store is PKCS12 or JKS. */
  private static KeyStore store(Path file, String password)
      throws GeneralSecurityException, IOException {
    return KeyStore.getInstance(new File(file.toString()), password.toCharArray());
  }

  private static OptionException unusable(Path file, Exception e) {
    return new OptionException(file + " cannot be used for TLS: " + e.getMessage());
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return "TlsFiles[" + trust + ", " + key + "]";
  }
}
