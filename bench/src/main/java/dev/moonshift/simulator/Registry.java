package dev.moonshift.simulator;

import dev.moonshift.policy.PolicyName;
import dev.moonshift.simulator.load.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What there is to choose from, by name. */
final class Registry {
  /** What stands for all there are. */
  private static final String ALL = "all";

  /** More slips of the finger than this make another word. */
  private static final int MAX_SLIPS = 3;

  private Registry() {}

  /** Returns the policies that some names stand for, each once, in the order asked for. */
  static List<PolicyName> policies(List<String> names) {
    return choose("policy", "policies", names, List.of(PolicyName.values()), PolicyName::toString);
  }

  /** Returns the names of the workloads that come along that some names stand for. */
  static List<String> workloads(List<String> names) {
    return choose("workload", "workloads", names, Library.workloads(), name -> name);
  }

  private static <T> List<T> choose(
      String noun, String plural, List<String> asked, List<T> all, Function<T, String> name) {
    Set<T> chosen = new LinkedHashSet<>();
    for (String one : asked) {
      if (one.equals(ALL)) {
        chosen.addAll(all);
        continue;
      }
      List<T> found = all.stream().filter(item -> name.apply(item).equals(one)).toList();
      if (found.isEmpty()) {
        throw new LaboratoryException(unknown(noun, plural, one, all.stream().map(name).toList()));
      }
      chosen.addAll(found);
    }
    return new ArrayList<>(chosen);
  }

  private static String unknown(String noun, String plural, String asked, List<String> all) {
    List<String> near =
        all.stream()
            .filter(name -> isNear(asked, name))
            .sorted(Comparator.comparingInt(name -> slips(asked, name)))
            .toList();
    String hint =
        near.isEmpty()
            ? "the " + plural + " are " + String.join(", ", all)
            : "did you mean " + String.join(" or ", near) + "?";
    return "there is no " + noun + " '" + asked + "'; " + hint;
  }

  private static boolean isNear(String asked, String name) {
    boolean isPart = asked.length() >= 3 && name.contains(asked) || asked.contains(name);
    return isPart || slips(asked, name) <= Math.min(MAX_SLIPS, name.length() / 2);
  }

  /** Returns how many letters must be changed, left out or put in to get from one to the other. */
  private static int slips(String from, String to) {
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
