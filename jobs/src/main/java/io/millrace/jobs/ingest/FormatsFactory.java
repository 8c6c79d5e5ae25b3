package io.millrace.jobs.ingest;

import io.millrace.schemas.registry.RegistryClient;
import io.millrace.udfs.format.PayloadFormats;
import java.io.Serializable;

/** Makes the decoders of payloads where a subtask starts: they hold connections and buffers. */
@FunctionalInterface
public interface FormatsFactory extends Serializable {
  PayloadFormats create();

  /**
   * All formats.
   *
   * @param url the registry for Avro; while it is down the job waits for it
   * @param unpackedLimit most bytes that a packed payload may unpack to
   */
  static FormatsFactory withRegistry(String url, int unpackedLimit) {
    return () -> new PayloadFormats(unpackedLimit, new RegistryClient(url)::schema);
  }
}
