package cn.civilaffairs.web.papers;

import java.util.List;

/** The papers of 最低生活保障, in the order in which a case needs them (benefits handbook §1.9b). */
final class MinimumLivingPapers {

    static final List<Paper> PAPERS = List.of(
            new Paper("supplement", "补正材料一次性告知书", "minimum-living/supplement", Milestone.PAPERS_MISSING),
            new Paper("acceptance", "受理通知书", "minimum-living/acceptance", Milestone.ACCEPTED),
            new Paper("home-visit-blank", "入户调查表（空白）", "minimum-living/home-visit", Milestone.RECEIVED),
            new Paper("home-visit", "入户调查表", "minimum-living/home-visit", Milestone.VISITED),
            new Paper("posting", "审核情况公示", "minimum-living/posting", Milestone.POSTED),
            new Paper("approval", "审批表", "minimum-living/approval", Milestone.RECEIVED),
            new Paper("confirmation", "确认通知书", "minimum-living/confirmation", Milestone.CONFIRMED),
            new Paper("refusal", "不予确认通知书", "minimum-living/refusal", Milestone.REFUSED));

    private MinimumLivingPapers() {}
}
