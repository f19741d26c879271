-- Which key blind indexes (盲索引) are made with, asked at the beginning of every transaction. The answer holds to its end: a
-- rotation takes the same lock for itself alone, so it waits for those that may still write under the old key, and who begins
-- meanwhile is told null and may neither search nor write by an index. Volatile, so that the key is read after the lock is held.
create function registry.index_key() returns smallint language plpgsql volatile as $$
begin
    if not pg_try_advisory_xact_lock_shared(hashtextextended('registry.index_key', 0)) then
        return null;
    end if;
    return (select max(id) from registry.crypto_key where purpose = 'INDEX' and retired_at is null);
end
$$;
comment on function registry.index_key is '当前盲索引密钥编号;更换密钥期间为空';
