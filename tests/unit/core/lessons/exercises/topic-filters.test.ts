import { describe, expect, it } from 'vitest';
import { matchedTopics, matchesFilter, readFilters } from '../../../../../app/core/lessons/exercises/topic-filters.ts';

describe('topic filters match as MQTT 5.0 says in its examples (4.7.1)', () => {
  it.each([
    ['sport/tennis/player1/#', 'sport/tennis/player1', true],
    ['sport/tennis/player1/#', 'sport/tennis/player1/ranking', true],
    ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon', true],
    ['sport/#', 'sport', true],
    ['#', 'sport/tennis', true],
    ['sport/tennis/+', 'sport/tennis/player1', true],
    ['sport/tennis/+', 'sport/tennis/player1/ranking', false],
    ['sport/+', 'sport', false],
    ['sport/+', 'sport/', true],
    ['+/+', '/finance', true],
    ['/+', '/finance', true],
    ['+', '/finance', false],
    ['#', '$SYS/uptime', false],
    ['+/monitor/Clients', '$SYS/monitor/Clients', false],
    ['$SYS/#', '$SYS/uptime', true],
    ['city/eixample/air', 'city/eixample/Air', false],
  ])('%s and %s: %s', (filter, topic, matches) => {
    expect(matchesFilter(filter, topic)).toBe(matches);
  });
});

describe('filters as people write them', () => {
  it('one a line, with comments and blank lines between', () => {
    expect(readFilters('-- air\n city/+/air/#  \n\n// all\n#\n')).toEqual({
      filters: ['city/+/air/#', '#'],
      problems: [],
    });
  });
  it('are told where a wildcard is no whole level or not the last', () => {
    expect(readFilters('city/air*\ncity/#/obs\ncity/no2+/obs').problems).toEqual([
      { line: 2, filter: 'city/#/obs' },
      { line: 3, filter: 'city/no2+/obs' },
    ]);
  });
  it('hear a topic once, whatever number of them match', () => {
    expect(matchedTopics(['a/#', 'a/+'], ['b/c', 'a/b', 'a/b/c'])).toEqual(['a/b', 'a/b/c']);
  });
});
