import { type Script, script } from './script.ts';

/*
 * What each change of a task does, as one step of Redis. A task is a hash:
 *
 *   owner, settings, state, order, attempts, keepFor, maxFinished   from the beginning
 *   fence, token                                                    since it was claimed
 *   data, warnings, messages, expiresAt                             since it ended
 *
 * Sorted sets say which tasks are in which state: those that wait by `order`, those at work by fence, those that ended by
 * when they did, and once more by when they expire. The two differ when the clock is set.
 */

/**
 * A number that grows with every call. It is taken from the clock: a Redis that died with its last second not yet on
 * disk does not give out a number again.
 */
const tick = `
local function tick(key)
  local time = redis.call('TIME')
  local number = time[1] * 1000000 + time[2]
  local last = tonumber(redis.call('GET', key) or '0')
  if number <= last then number = last + 1 end
  local text = string.format('%.0f', number)
  redis.call('SET', key, text)
  return text
end
`;

/**
 * KEYS: task, pending, clock. ARGV: id, owner, settings, keepFor, maxFinished, maxPending.
 * Returns 0 when as many wait as may.
 */
export const submitScript: Script = script(`${tick}
if redis.call('EXISTS', KEYS[1]) == 1 then return 1 end
if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[6]) then return 0 end
local order = tick(KEYS[3])
redis.call('HSET', KEYS[1], 'owner', ARGV[2], 'settings', ARGV[3], 'state', 'Pending', 'order', order,
  'attempts', 0, 'keepFor', ARGV[4], 'maxFinished', ARGV[5])
redis.call('ZADD', KEYS[2], order, ARGV[1])
return 1
`);

/**
 * KEYS: task, pending, processing, clock. ARGV: id, token. Returns settings, attempts and fence, or nothing when there
 * is no such task or it has ended. The same token gets the same claim again.
 */
export const claimScript: Script = script(`${tick}
local task = redis.call('HMGET', KEYS[1], 'state', 'token', 'settings', 'attempts', 'fence')
local state = task[1]
if state ~= 'Pending' and state ~= 'Processing' then return false end
if state == 'Processing' and task[2] == ARGV[2] then return { task[3], task[4], task[5] } end
local fence = tick(KEYS[4])
redis.call('HSET', KEYS[1], 'state', 'Processing', 'fence', fence, 'token', ARGV[2])
local attempts = redis.call('HINCRBY', KEYS[1], 'attempts', 1)
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZADD', KEYS[3], fence, ARGV[1])
return { task[3], tostring(attempts), fence }
`);

/**
 * KEYS: task, processing, finished, expiring, clock. ARGV: id, fence, now, state, how long Redis keeps the hash beyond
 * its time, what the keys of tasks begin with, then names and values of what came out.
 * Returns 1, or 0 when the fence no longer holds, or 2 when this fence has ended the task before. Of those that are too
 * many it forgets a thousand at most, so that Redis is not busy for long when fewer are kept than before.
 */
export const endScript: Script = script(`${tick}
local task = redis.call('HMGET', KEYS[1], 'state', 'fence', 'keepFor', 'maxFinished')
if task[2] ~= ARGV[2] then return 0 end
if task[1] ~= 'Processing' then return 2 end
local expiresAt = string.format('%.0f', ARGV[3] + task[3])
redis.call('HSET', KEYS[1], 'state', ARGV[4], 'expiresAt', expiresAt, unpack(ARGV, 7))
redis.call('HDEL', KEYS[1], 'settings', 'token')
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', task[3] + ARGV[5]))
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZADD', KEYS[3], tick(KEYS[5]), ARGV[1])
redis.call('ZADD', KEYS[4], expiresAt, ARGV[1])
local surplus = math.min(redis.call('ZCARD', KEYS[3]) - task[4], 1000)
if surplus > 0 then
  for _, id in ipairs(redis.call('ZRANGE', KEYS[3], 0, surplus - 1)) do
    redis.call('DEL', ARGV[6] .. id)
    redis.call('ZREM', KEYS[4], id)
  end
  redis.call('ZREMRANGEBYRANK', KEYS[3], 0, surplus - 1)
end
return 1
`);

/** KEYS: task, pending, processing. ARGV: id, fence. Returns 0 when the fence no longer holds. */
export const releaseScript: Script = script(`
local task = redis.call('HMGET', KEYS[1], 'state', 'fence', 'order')
if task[1] ~= 'Processing' or task[2] ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'state', 'Pending')
redis.call('HDEL', KEYS[1], 'fence', 'token')
redis.call('HINCRBY', KEYS[1], 'attempts', -1)
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('ZADD', KEYS[2], task[3], ARGV[1])
return 1
`);

/**
 * KEYS: task, pending, processing, finished, expiring. ARGV: id, owner, now, channel. Tells the channel when the task was at work.
 * Returns 0 when there is none for this owner.
 */
export const cancelScript: Script = script(`
local task = redis.call('HMGET', KEYS[1], 'owner', 'state', 'expiresAt')
if task[1] ~= ARGV[2] then return 0 end
if task[3] and tonumber(task[3]) <= tonumber(ARGV[3]) then return 0 end
redis.call('DEL', KEYS[1])
for i = 2, 5 do redis.call('ZREM', KEYS[i], ARGV[1]) end
if task[2] == 'Processing' then redis.call('PUBLISH', ARGV[4], ARGV[1]) end
return 1
`);

/**
 * KEYS: finished, expiring. ARGV: now, how many at most, what the keys of tasks begin with. Returns how many were
 * forgotten.
 */
export const purgeScript: Script = script(`
local ids = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, id in ipairs(ids) do
  redis.call('DEL', ARGV[3] .. id)
  redis.call('ZREM', KEYS[1], id)
  redis.call('ZREM', KEYS[2], id)
end
return #ids
`);

/**
 * What ended in the future, by a clock that was set back since, is kept for its time from now on.
 * KEYS: expiring. ARGV: now, the shortest time that is asked about, how many at most, what the keys of tasks begin with.
 */
export const clampScript: Script = script(`
local ids = redis.call('ZREVRANGEBYSCORE', KEYS[1], '+inf', '(' .. ARGV[1] + ARGV[2], 'LIMIT', 0, ARGV[3])
for _, id in ipairs(ids) do
  local task = redis.call('HMGET', ARGV[4] .. id, 'keepFor', 'expiresAt')
  local latest = ARGV[1] + (task[1] or 0)
  if not task[2] or tonumber(task[2]) > latest then
    local text = string.format('%.0f', latest)
    if task[2] then redis.call('HSET', ARGV[4] .. id, 'expiresAt', text) end
    redis.call('ZADD', KEYS[1], text, id)
  end
end
`);
