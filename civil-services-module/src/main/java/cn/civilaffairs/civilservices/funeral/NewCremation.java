package cn.civilaffairs.civilservices.funeral;

import cn.civilaffairs.kernel.AreaCode;
import java.time.LocalDate;
import java.util.Set;

/**
 * What the funeral home enters when it receives the dead (接收登记). The whole number is in here, so it is for writing only.
 *
 * @param idNumber of the deceased
 * @param area where the deceased lived; read only where the register does not know them
 * @param deathPaperNo number of the death paper (死亡证明), which is good for one cremation
 * @param natural whether the paper says natural death or illness; otherwise the police paper is asked for
 * @param policePaperNo empty if none is needed
 * @param handler the person who brings the papers and will collect the ashes (经办亲属)
 * @param receivedPapers codes of the papers handed in
 */
public record NewCremation(
        String name,
        String idNumber,
        AreaCode area,
        LocalDate diedOn,
        String deathPaperNo,
        boolean natural,
        String policePaperNo,
        String handler,
        String handlerRelation,
        Set<String> receivedPapers) {

    public NewCremation {
        receivedPapers = Set.copyOf(receivedPapers);
    }

    @Override
    public String toString() {
        return "NewCremation[" + deathPaperNo + "]";
    }
}
