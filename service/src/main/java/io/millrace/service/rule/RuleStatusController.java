package io.millrace.service.rule;

import io.millrace.service.definition.Kind;
import io.millrace.service.definition.StoredDefinition;
import io.millrace.service.definition.StoredRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rules while they run: who has them in force, and how a version on trial differs. */
@Tag(name = "Rules", description = "Rules while they run.")
@RestController
@RequestMapping(path = "/api/v1/rules/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class RuleStatusController {
  private final StoredRules rules;
  private final AckTopic acks;
  private final ShadowComparison comparison;

  RuleStatusController(StoredRules rules, AckTopic acks, ShadowComparison comparison) {
    this.rules = rules;
    this.acks = acks;
    this.comparison = comparison;
  }

  @Operation(
      operationId = "getRuleStatus",
      summary = "Which subtasks have the present version of a rule in force")
  @GetMapping("/status")
  RuleStatusView status(@PathVariable String id) {
    return RuleStatusView.of(rules.rule(id), acks.of(id));
  }

  @Operation(
      operationId = "getShadowStatus",
      summary = "Which subtasks run the version of a rule that is on trial")
  @GetMapping("/shadow/status")
  RuleStatusView shadowStatus(@PathVariable String id) {
    return RuleStatusView.of(rules.shadow(id), acks.of(Kind.SHADOWS.key(id)));
  }

  @Operation(
      operationId = "diffShadow",
      summary = "How the version on trial differs from the rule in force, alert by alert",
      description = "Of alerts that were opened since the trial began.")
  @GetMapping("/shadow/diff")
  ShadowDiffView diff(@PathVariable String id) {
    StoredDefinition rule = rules.rule(id);
    return comparison.of(rule, rules.shadow(id));
  }
}
