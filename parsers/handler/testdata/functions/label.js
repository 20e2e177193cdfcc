exports.handler = async (event) => {
  label: for (const x of event.cookies) { if (x === 'a') continue label; return { isAuthorized: true }; }
  return { isAuthorized: false };
};

// = reads cookies [event.cookies] perhaps
// = reads more: a jump to a label
// = more: a jump to a label
