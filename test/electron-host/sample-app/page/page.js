document.getElementById('state').textContent = String(await window.sample.invoke('runs'))
