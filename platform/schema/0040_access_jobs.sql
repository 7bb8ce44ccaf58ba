call make_service_actor('access.reset', 'Concord: new passwords');
