package io.millrace.service.health;

/** Whether a server that the service stands on answers. */
interface HealthCheck {
  /** The name in the answer. */
  String name();

  /** Whether the service is of no use without it. */
  boolean vital();

  /** Returns if the server answers; any exception says that it does not. */
  void run() throws Exception;
}
