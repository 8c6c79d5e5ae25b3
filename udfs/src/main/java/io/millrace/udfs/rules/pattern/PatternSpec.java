package io.millrace.udfs.rules.pattern;

import io.millrace.udfs.rules.pattern.nfa.Automaton;
import io.millrace.udfs.rules.pattern.nfa.Limits;
import io.millrace.udfs.rules.pattern.nfa.Pattern;
import java.util.List;
import java.util.Map;

/**
 * What a pattern rule says.
 *
 * @param conditions of the pattern's stages, by their places
 * @param sources of the conditions, by stage
 * @param timeouts whether a partial match whose time is over gives an alert
 * @param flinkCep the job runs it on Flink CEP's own engine
 */
public record PatternSpec(
    Pattern pattern,
    Automaton automaton,
    List<StageCondition> conditions,
    Map<String, String> sources,
    boolean timeouts,
    Limits limits,
    boolean flinkCep) {}
