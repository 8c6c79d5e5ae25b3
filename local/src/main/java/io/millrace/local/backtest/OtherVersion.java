package io.millrace.local.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.StackException;
import io.millrace.local.api.ServiceApi;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.rules.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The rules that others are compared with. */
final class OtherVersion {
  private OtherVersion() {}

  /**
   * Those of a file; or, for a number, this version of each rule, from the service.
   *
   * @param rules whose other version is meant
   */
  static List<Rule> rules(String against, List<Rule> rules, Supplier<ServiceApi> service)
      throws DefinitionException {
    if (!against.matches("\\d{1,18}")) {
      return RuleFiles.read(Path.of(against));
    }
    ServiceApi api = service.get();
    List<Rule> old = new ArrayList<>();
    for (Rule rule : rules) {
      String path = "/api/v1/rules/" + ServiceApi.encode(rule.id()) + "?version=" + against;
      JsonNode document = api.get(path).path("document");
      if (!document.isObject()) {
        throw new StackException("The service has no document of rule " + rule.id());
      }
      old.add(RuleFiles.compile(document, Long.parseLong(against)));
    }
    return old;
  }
}
