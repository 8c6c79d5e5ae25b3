package io.millrace.jobs.runtime.definition;

import io.millrace.udfs.codec.CodecCompiler;
import io.millrace.udfs.codec.CodecDefinition;
import io.millrace.udfs.codec.Codecs;
import java.util.List;
import org.apache.flink.api.common.state.OperatorStateStore;

/** The payload codecs of one subtask: their definitions, and those that run. */
public final class CodecControl implements AutoCloseable {
  private final DefinitionControl<CodecDefinition> definitions;
  private final Codecs running;

  public CodecControl(OperatorStateStore state) throws Exception {
    definitions = DefinitionControl.of(ControlTopic.CODECS, new CodecCompiler(), state);
    running = new Codecs(definitions.table()::get);
  }

  /** Takes what stands in the topic, see {@link DefinitionControl#prime}. */
  public void prime(List<ControlRecord> snapshot) throws Exception {
    definitions.prime(snapshot);
  }

  /** Takes a record of the topic, see {@link DefinitionControl#receive}; ends what it replaces. */
  public List<Reception> receive(ControlRecord record) throws Exception {
    List<Reception> receptions = definitions.receive(record);
    running.endReplaced();
    return receptions;
  }

  /** Runs those in force, whatever they are by then. */
  public Codecs running() {
    return running;
  }

  @Override
  public void close() {
    running.close();
  }
}
