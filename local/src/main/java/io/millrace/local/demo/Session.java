package io.millrace.local.demo;

import io.millrace.local.demo.definitions.ServiceClient;
import io.millrace.local.demo.message.KafkaMessageSender;
import io.millrace.local.demo.message.RunId;
import io.millrace.local.demo.message.SentLedger;
import io.millrace.local.demo.outcome.OutcomeReader;
import io.millrace.local.demo.outcome.Outcomes;
import io.millrace.local.demo.report.CountChecks;
import io.millrace.schemas.registry.RegistryClient;
import java.time.Instant;
import java.util.Map;

/** One run of the demo on a stack that is up: its connections and what it counted. */
final class Session implements AutoCloseable {
  private final Instant startedAt = Instant.now();
  private final RunId run = RunId.startedAt(startedAt.toEpochMilli());
  private final SentLedger ledger = new SentLedger();
  private final DemoEndpoints endpoints;
  private final Map<String, Long> serverPids;
  private final ServiceClient service;
  private final Outcomes outcomes;
  private final OutcomeReader reader;
  private final KafkaMessageSender sender;

  Session(DemoTarget target) {
    this.endpoints = target.endpoints();
    this.serverPids = target.serverPids();
    this.service = new ServiceClient(endpoints.serviceUrl());
    this.outcomes = new Outcomes(run, new RegistryClient(endpoints.registryUrl()));
    this.reader = OutcomeReader.start(endpoints.kafkaBootstrap(), outcomes);
    this.sender = new KafkaMessageSender(endpoints.kafkaBootstrap(), ledger);
  }

  Instant startedAt() {
    return startedAt;
  }

  RunId run() {
    return run;
  }

  SentLedger ledger() {
    return ledger;
  }

  DemoEndpoints endpoints() {
    return endpoints;
  }

  Map<String, Long> serverPids() {
    return serverPids;
  }

  ServiceClient service() {
    return service;
  }

  Outcomes outcomes() {
    return outcomes;
  }

  OutcomeReader reader() {
    return reader;
  }

  KafkaMessageSender sender() {
    return sender;
  }

  /** What went in against what has come out so far. */
  CountChecks counts() {
    return new CountChecks(
        ledger.total(),
        ledger.observations(),
        ledger.duplicates(),
        ledger.deadLetters(),
        outcomes.observations().distinct(),
        outcomes.deadLetters().counts());
  }

  /** Messages of which nothing has come out yet. */
  long behind() {
    return ledger.total()
        - ledger.duplicates()
        - outcomes.observations().distinct()
        - outcomes.deadLetters().total();
  }

  @Override
  public void close() {
    sender.close();
    reader.close();
  }
}
