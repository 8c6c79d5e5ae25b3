package io.millrace.jobs.projection;

import io.millrace.jobs.runtime.elasticsearch.DocumentOperation;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets a document pass if no newer one of its id did. What Kafka still has, the store has as well:
 * the index would refuse it, and that costs far more than to know it here.
 */
final class NewestFunction
    extends KeyedProcessFunction<String, DocumentOperation, DocumentOperation> {
  private static final long serialVersionUID = 1L;
  private static final ValueStateDescriptor<Long> NEWEST =
      new ValueStateDescriptor<>("newest-version", Types.LONG);

  private transient ValueState<Long> newest;

  @Override
  public void open(OpenContext context) {
    newest = getRuntimeContext().getState(NEWEST);
  }

  @Override
  public void processElement(
      DocumentOperation document, Context context, Collector<DocumentOperation> out)
      throws IOException {
    Long before = newest.value();
    if (before == null || document.version() > before) {
      newest.update(document.version());
      out.collect(document);
    }
  }
}
