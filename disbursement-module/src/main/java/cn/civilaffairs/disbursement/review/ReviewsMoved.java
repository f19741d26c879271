package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.kernel.RuleViolation;
import java.util.List;

/** What moving several reviews came to: those that could not be moved stay where they were, each with its reason. */
public record ReviewsMoved(int moved, List<RuleViolation> refused) {}
