-- By a name that was corrected somebody is still found: the corrections of a record, without reading all events.
CREATE INDEX event_correction ON event (json_extract(body, '$.person'), seq) WHERE substr(body, 1, 24) = '{"step":"correct_record"';
