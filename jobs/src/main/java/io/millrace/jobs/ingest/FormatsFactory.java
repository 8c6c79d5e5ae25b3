package io.millrace.jobs.ingest;

import io.millrace.schemas.registry.RegistryClient;
import io.millrace.udfs.format.PayloadFormats;
import java.io.Serializable;

/** Makes the decoders of payloads where a subtask starts: they hold connections and buffers. */
@FunctionalInterface
public interface FormatsFactory extends Serializable {
  PayloadFormats create();

  /** All formats, with this registry for Avro; while it is down the job waits for it. */
  static FormatsFactory withRegistry(String url) {
    return () -> new PayloadFormats(new RegistryClient(url)::schema);
  }
}
