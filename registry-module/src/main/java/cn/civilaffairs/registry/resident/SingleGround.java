package cn.civilaffairs.registry.resident;

/** Why one member of a family may apply alone (单人户情形), benefits handbook §2.1. */
public enum SingleGround {
    /** 低保边缘家庭中的重度残疾人 */
    SEVERELY_DISABLED,
    /** 低保边缘家庭中的重病患者 */
    SERIOUSLY_ILL,
    /** 脱离家庭、在宗教场所居住三年以上的宗教教职人员 */
    CLERGY,
    /** 依靠父母、兄弟姐妹供养的成年无业重度残疾人 */
    JOBLESS_SEVERELY_DISABLED
}
