package io.millrace.local.e2e;

import io.millrace.local.api.Acknowledgements;
import io.millrace.local.config.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Waits until the jobs have said that a definition is in force. */
final class InForce {
  private InForce() {}

  static void await(Addresses at, String kind, String id, long version) {
    try (Acknowledgements acks = new Acknowledgements(at.kafkaBootstrap(), at.registryUrl())) {
      acks.await(kind, id, version, Duration.ofSeconds(60));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
